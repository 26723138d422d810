// A picture with shapes, for captchas that need one.
export function picture(width, height) {
  const canvas = document.createElement('canvas');
  canvas.width = width; canvas.height = height;
  const brush = canvas.getContext('2d');
  for (let i = 0; i < 12; i += 1) {
    brush.fillStyle = `hsl(${i * 30} 60% 60%)`;
    brush.fillRect((i * 37) % width, (i * 53) % height, 60, 40);
  }
  return canvas.toDataURL();
}
