import{b as a,c as b}from"./part-RY6DCQ4M.js";import"./part-KDR3PFK5.js";import"./part-OFAVPA7X.js";import"./part-SLJVV7VR.js";export{a as createTokenClient,b as patient};
