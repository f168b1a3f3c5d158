/** Settings of the local run and where its files lie. */
@NullMarked
package io.cuantovale.local.launcher.config;

import org.jspecify.annotations.NullMarked;
