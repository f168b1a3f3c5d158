/** What a model package says about itself. */
@NullMarked
package io.cuantovale.contracts.model;

import org.jspecify.annotations.NullMarked;
