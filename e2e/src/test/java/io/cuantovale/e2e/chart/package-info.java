/** The Helm chart: what it renders, what it refuses, what it does on a real cluster. */
@NullMarked
package io.cuantovale.e2e.chart;

import org.jspecify.annotations.NullMarked;
