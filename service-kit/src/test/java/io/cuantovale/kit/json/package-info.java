/** Tests of json. */
@NullMarked
package io.cuantovale.kit.json;

import org.jspecify.annotations.NullMarked;
