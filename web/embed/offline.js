// Script of the single file: the page of the iframe and the element.
import './embed-page.js';
import './element.js';
