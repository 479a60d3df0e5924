import{b as t,c as o}from"./part-LK77I3MR.js";import"./part-NYMP2OO4.js";import"./part-56HEGA6I.js";import"./part-VNCDRDIB.js";export{t as createTokenClient,o as patient};
