export const HAIRS = ['#2b2126', '#4a2f22', '#7a4a28', '#c08a3e', '#9c3f24', '#5f4030'];
