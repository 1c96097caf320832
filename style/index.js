import './status.css';
import './waiting.css';
