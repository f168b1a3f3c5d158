/** Starting, finding and stopping the product's processes, and no others. */
@NullMarked
package io.cuantovale.local.launcher.process;

import org.jspecify.annotations.NullMarked;
