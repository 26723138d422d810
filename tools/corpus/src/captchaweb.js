// Captcha widgets that are custom elements or containers, on pages drawn by hand.
import 'altcha';
import '@cap.js/widget';
import 'friendly-challenge/widget';
import { mount } from './vue.js';
mount((h) => ({
  captcha: (c) => ({
    altcha: () => h('altcha-widget', { challenge: JSON.stringify({ algorithm: 'SHA-256', challenge: 'a'.repeat(64), salt: 'x', signature: 'y' }), challengejson: JSON.stringify({ algorithm: 'SHA-256', challenge: 'a'.repeat(64), salt: 'x', signature: 'y' }) }),
    cap: () => h('cap-widget', { 'data-cap-api-endpoint': '/cap/' }),
    friendly: () => h('div', { class: 'frc-captcha', 'data-sitekey': 'X', 'data-lang': 'en' }),
  })[c.name](),
}));
