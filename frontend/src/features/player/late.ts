/** What other features use of the player once there is a piece: apart, so that it comes late. */
export { engravePages } from './sheet/engrave';
export { loopBars, loopOff } from './controls/acts';
export { pause, play } from './player';
export { Thumb } from './thumb/Thumb';
