// Stands for every imported style sheet.
module.exports = {};
