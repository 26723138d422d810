// Puzzle sliders made for React, one of which asks its own back end for the pictures.
import SlideCaptcha from 'react-slide-captcha';
import 'react-slide-captcha/dist/styles.css';
import SliderModule from '@slider-captcha/react';
import { Buffer } from 'buffer';
import { mount } from './react.js';
import { picture } from './picture.js';

const SliderCaptcha = SliderModule.default || SliderModule;
window.Buffer = Buffer;
const bytes = (url) => ({ type: 'Buffer', data: Array.from(atob(url.split(',')[1]), (c) => c.charCodeAt(0)) });
mount((h) => ({
  captcha: (c) => ({
    'react-slide': () => h(SlideCaptcha, { bgUrl: picture(300, 160), puzzleUrl: picture(54, 54), onRequest: () => {}, ...(c.text ? { tipsText: c.text } : {}) }),
    'slider-captcha': () => h(SliderCaptcha, { create: async () => ({ background: bytes(picture(250, 150)), slider: bytes(picture(50, 150)) }), verify: async () => ({}), variant: c.variant || 'light', text: { anchor: c.anchor || 'I am human', challenge: c.text || 'Slide to finish the puzzle' } }),
  })[c.name](),
}));
