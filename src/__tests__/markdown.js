// Stands for the help page.
module.exports = '## key-rejected\n\nText.';
