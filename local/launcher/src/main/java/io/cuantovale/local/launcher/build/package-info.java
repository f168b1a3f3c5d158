/** Building what has changed, and only that. */
@NullMarked
package io.cuantovale.local.launcher.build;

import org.jspecify.annotations.NullMarked;
