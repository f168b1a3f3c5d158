/** Following the loop from a crawl to a served model. */
@NullMarked
package io.cuantovale.local.launcher.watch;

import org.jspecify.annotations.NullMarked;
