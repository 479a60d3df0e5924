import{b as a,c as b}from"./part-OWF2SSPJ.js";import"./part-5V3GMAYZ.js";import"./part-KFUDR3TH.js";import"./part-WMN7LCVJ.js";export{a as createTokenClient,b as patient};
