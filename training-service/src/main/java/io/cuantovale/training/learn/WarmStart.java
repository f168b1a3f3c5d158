package io.cuantovale.training.learn;

import ai.djl.ndarray.NDArray;
import io.cuantovale.training.data.EncodedRows;
import io.cuantovale.training.network.FusionNetwork;
import io.cuantovale.training.network.LookupTable;
import java.util.Objects;

/**
 * Sets the linear path of a network with regression to the ridge solution on the training rows, so that the first
 * epoch begins at a sound hedonic model and the rest of the network learns what that leaves over. With few rows this is
 * what makes rare values of embedded facts usable at all.
 */
final class WarmStart {
    private static final double DENSE_PENALTY = 0.5;
    private static final double TABLE_PENALTY = 2.0;
    private static final double HEAD_SCALE = 0.1;
    /** Above this many columns the normal equations cost more than they give. */
    private static final int MOST_COLUMNS = 3000;

    private WarmStart() {}

    static void apply(FusionNetwork network, EncodedRows data, TargetScale scale, double[] numbers, int[] rows) {
        int dense = data.width();
        int columns = dense + 1;
        int[] offsets = new int[network.wideTables().size()];
        for (int t = 0; t < offsets.length; t++) {
            offsets[t] = columns;
            columns += network.input().tables().get(t).entries();
        }
        if (columns > MOST_COLUMNS) {
            return;
        }
        double[] solution = solve(data, scale, numbers, rows, offsets, columns);
        float[] weight = new float[dense];
        for (int i = 0; i < dense; i++) {
            weight[i] = (float) solution[i];
        }
        var wide = Objects.requireNonNull(network.wide()).getParameters();
        wide.get("weight").getArray().set(weight);
        wide.get("bias").getArray().set(new float[] {(float) solution[dense]});
        for (int t = 0; t < offsets.length; t++) {
            LookupTable table = network.wideTables().get(t);
            float[] values = new float[network.input().tables().get(t).entries()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) solution[offsets[t] + i];
            }
            table.values().set(values);
        }
        NDArray head = Objects.requireNonNull(network.head())
                .getParameters()
                .get("weight")
                .getArray();
        head.muli(HEAD_SCALE);
    }

    private static double[] solve(
            EncodedRows data, TargetScale scale, double[] numbers, int[] rows, int[] offsets, int columns) {
        int dense = data.width();
        double[][] normal = new double[columns][columns];
        double[] right = new double[columns];
        int[] at = new int[dense + 1 + offsets.length];
        double[] value = new double[at.length];
        for (int row : rows) {
            int used = 0;
            for (int i = 0; i < dense; i++) {
                if (data.dense()[row][i] != 0) {
                    at[used] = i;
                    value[used++] = data.dense()[row][i];
                }
            }
            at[used] = dense;
            value[used++] = 1;
            for (int t = 0; t < offsets.length; t++) {
                at[used] = offsets[t] + (int) data.ids()[row][t];
                value[used++] = 1;
            }
            double y = scale.standardised(numbers[row]);
            for (int i = 0; i < used; i++) {
                right[at[i]] += value[i] * y;
                for (int j = 0; j < used; j++) {
                    normal[at[i]][at[j]] += value[i] * value[j];
                }
            }
        }
        for (int i = 0; i < columns; i++) {
            normal[i][i] += i < dense ? DENSE_PENALTY : i == dense ? 1e-6 : TABLE_PENALTY;
        }
        return cholesky(normal, right);
    }

    /** Solves a symmetric positive definite system in place. */
    static double[] cholesky(double[][] a, double[] b) {
        int n = b.length;
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                a[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / a[j][j];
            }
        }
        double[] x = b.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= a[i][k] * x[k];
            }
            x[i] /= a[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= a[k][i] * x[k];
            }
            x[i] /= a[i][i];
        }
        return x;
    }
}
