/** The commands of {@code ./cuantovale}. */
@NullMarked
package io.cuantovale.local.launcher.cli;

import org.jspecify.annotations.NullMarked;
