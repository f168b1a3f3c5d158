/** Counts and snapshots over HTTP. */
@NullMarked
package io.cuantovale.cleaning.rest;

import org.jspecify.annotations.NullMarked;
