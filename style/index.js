// What is on the page from the start; a view that is loaded later brings its own. Each by itself: what
// one style sheet imports of another is not rid of its comments (webpack.config.js).
import './announcer.css';
import './chat.css';
import './control.css';
import './waiting.css';
