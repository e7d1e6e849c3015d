/** How the command line shows log text. */
export { visible, visibleLine } from '../../core/report/visible.ts';
