/** Reading the services' JSON logs as a person would. */
@NullMarked
package io.cuantovale.local.launcher.logs;

import org.jspecify.annotations.NullMarked;
