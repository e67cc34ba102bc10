/**
 * Label maps of many cases become tables of scores; lesions one by one; one reference of several raters. Uses {@code
 * score}.
 */
package org.dawsonmri.evaluate;
