// Whether a suite made on the clean app notices real bugs: shop | drift | clean | app NAME | report. See bugs/README.md
import './bugs/main.js';
