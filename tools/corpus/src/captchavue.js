// Captcha packages made for Vue, on pages drawn by hand.
import { Click, Rotate, Slide, Button as GoButton } from 'go-captcha-vue';
import 'go-captcha-vue/dist/style.css';
import SlideVerify from 'vue3-slide-verify';
import 'vue3-slide-verify/dist/style.css';
import Vcode from 'vue3-puzzle-vcode';
import OtpInput from 'vue3-otp-input';
import { mount } from './vue.js';
import { picture } from './picture.js';

const big = picture(310, 160);
mount((h) => ({
  captcha: (c) => ({
    'slide-verify': () => h(SlideVerify, { sliderText: c.text, w: 310, h: 155, imgs: [big], l: 42, r: 10 }),
    'puzzle-vcode': () => h(Vcode, { show: true, type: c.type || 'modal', imgs: [big], ...(c.text ? { sliderText: c.text } : {}) }),
    'go-click': () => h(Click, { data: { image: picture(300, 220), thumb: picture(150, 40) }, config: { title: c.text } }),
    'go-slide': () => h(Slide, { data: { image: picture(300, 220), thumb: picture(60, 60), thumbX: 10, thumbY: 60, thumbWidth: 60, thumbHeight: 60 }, config: { title: c.text } }),
    'go-rotate': () => h(Rotate, { data: { image: picture(220, 220), thumb: picture(150, 150), angle: 30, thumbSize: 150 }, config: { title: c.text } }),
    'go-button': () => h(GoButton, { title: c.text }),
    otp: () => h(OtpInput, { numInputs: c.count || 6, inputClasses: 'otp-cell', separator: '', shouldAutoFocus: false, inputType: 'number' }),
  })[c.name](),
}));
