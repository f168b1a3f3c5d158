/** The demo portal's configuration. */
@NullMarked
package io.cuantovale.local.portal.config;

import org.jspecify.annotations.NullMarked;
