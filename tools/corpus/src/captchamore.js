// Further captcha packages made for React, on pages drawn by hand.
import { createElement } from 'react';
import GoCaptcha from 'go-captcha-react';
import 'go-captcha-react/dist/go-captcha-react.cjs.development.css';
import OtpInput from 'react-otp-input';
import ReCAPTCHA from 'react-google-recaptcha';
import HCaptcha from '@hcaptcha/react-hcaptcha';
import { Turnstile } from '@marsidev/react-turnstile';
import { mount } from './react.js';
import { picture } from './picture.js';
import codes from './svgcodes.json';

mount((h) => ({
  captcha: (c) => ({
    'go-click': () => h(GoCaptcha.Click, { data: { image: picture(300, 220), thumb: picture(150, 40) }, config: c.text ? { title: c.text } : {} }),
    'go-slide': () => h(GoCaptcha.Slide, { data: { image: picture(300, 220), thumb: picture(60, 60), thumbX: 10, thumbY: 60, thumbWidth: 60, thumbHeight: 60 }, config: c.text ? { title: c.text } : {} }),
    'go-drag': () => h(GoCaptcha.SlideRegion, { data: { image: picture(300, 220), thumb: picture(60, 60), thumbX: 10, thumbY: 60, thumbWidth: 60, thumbHeight: 60 }, config: c.text ? { title: c.text } : {} }),
    'go-rotate': () => h(GoCaptcha.Rotate, { data: { image: picture(220, 220), thumb: picture(150, 150), angle: 30, thumbSize: 150 }, config: c.text ? { title: c.text } : {} }),
    'go-button': () => h(GoCaptcha.Button, { title: c.text }),
    otp: () => h(OtpInput, { value: '', onChange: () => {}, numInputs: c.count || 6, inputType: c.type || 'tel', inputStyle: { width: 40, height: 44, margin: 4, padding: 0 }, renderInput: (props) => createElement('input', props) }),
    recaptcha: () => h(ReCAPTCHA, { sitekey: '6Lxx' }),
    hcaptcha: () => h(HCaptcha, { sitekey: '10000000-ffff-ffff-ffff-000000000001' }),
    turnstile: () => h(Turnstile, { siteKey: '1x00000000000000000000AA' }),
    svg: () => createElement('span', { title: c.title, style: { display: 'inline-block', background: '#eef', cursor: 'pointer' }, onClick: () => {}, dangerouslySetInnerHTML: { __html: codes[c.n || 0] } }),
  })[c.name](),
}));
