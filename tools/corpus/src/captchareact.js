// Captcha packages made for React, on pages drawn by hand.
import { useEffect, createElement } from 'react';
import SliderCaptcha from 'rc-slider-captcha';
import { OTPInput } from 'input-otp';
import { loadCaptchaEnginge, LoadCanvasTemplate } from 'react-simple-captcha';
import { mount } from './react.js';
import { picture } from './picture.js';

const Letters = () => {
  useEffect(() => loadCaptchaEnginge(6), []);
  return createElement(LoadCanvasTemplate, {});
};

mount((h) => ({
  captcha: (c) => ({
    'rc-slider': () => h(SliderCaptcha, { mode: c.mode || 'embed', request: async () => ({ bgUrl: picture(320, 160), puzzleUrl: picture(60, 160) }), onVerify: async () => {}, ...(c.text ? { tipText: { default: c.text } } : {}) }),
    letters: () => h(Letters, {}),
    otp: () => h(OTPInput, { maxLength: 6, render: ({ slots }) => createElement('div', { className: 'otp-slots' }, slots.map((s, i) => createElement('div', { key: i, className: 'otp-slot', style: { width: 40, height: 44, display: 'inline-block', border: '1px solid #999' } }, s.char))) }),
  })[c.name](),
}));
