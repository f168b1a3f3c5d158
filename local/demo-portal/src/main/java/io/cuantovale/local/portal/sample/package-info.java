/** The built-in sample: homes, prices and advertisements drawn from a fixed seed. */
@NullMarked
package io.cuantovale.local.portal.sample;

import org.jspecify.annotations.NullMarked;
