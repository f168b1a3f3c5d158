/** What a person sees: progress bars on a terminal, plain lines elsewhere. */
@NullMarked
package io.cuantovale.local.launcher.show;

import org.jspecify.annotations.NullMarked;
