// Comments in style sheets are for those who read the sources: browsers need not load them.
module.exports = css => css.replace(/\/\*[^]*?\*\//g, '');
