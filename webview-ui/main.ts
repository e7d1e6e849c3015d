import './style/main.css';
import { App } from './app/app.ts';

new App(document.body.appendChild(document.createElement('div'))).start();
