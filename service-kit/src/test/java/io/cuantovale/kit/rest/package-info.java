/** Tests of rest. */
@NullMarked
package io.cuantovale.kit.rest;

import org.jspecify.annotations.NullMarked;
