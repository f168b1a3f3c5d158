/** Running all tests and counting them. */
@NullMarked
package io.cuantovale.local.launcher.test;

import org.jspecify.annotations.NullMarked;
