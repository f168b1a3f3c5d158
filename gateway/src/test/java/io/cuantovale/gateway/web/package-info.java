/** The web page in a real browser, against canned answers for the states that a healthy product does not show. */
@NullMarked
package io.cuantovale.gateway.web;

import org.jspecify.annotations.NullMarked;
