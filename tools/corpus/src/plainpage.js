// No library: hand-made elements with one listener far above them, as many H5 pages have.
import { mount } from './vue.js';
mount((h) => ({}));
document.body.addEventListener('click', () => {});
