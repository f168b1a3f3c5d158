/** What is checked before anything is started. */
@NullMarked
package io.cuantovale.local.launcher.check;

import org.jspecify.annotations.NullMarked;
