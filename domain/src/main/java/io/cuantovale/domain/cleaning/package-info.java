/** The rules that turn raw text into property facts, or say every reason why not. */
@NullMarked
package io.cuantovale.domain.cleaning;

import org.jspecify.annotations.NullMarked;
