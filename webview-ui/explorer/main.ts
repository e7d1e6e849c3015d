import '../style/main.css';
import './explorer.css';
import { Explorer } from './explorer.ts';

new Explorer(document.body).start();
