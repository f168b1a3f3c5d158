/** The HTTP interface: runs, models, tasks. */
@NullMarked
package io.cuantovale.training.rest;

import org.jspecify.annotations.NullMarked;
