package io.cuantovale.domain.cleaning;

import java.math.BigDecimal;

/** Numbers for messages. */
final class Plain {
    private Plain() {}

    /** {@code 25} rather than {@code 25.0}; never in scientific notation. */
    static String number(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }
}
