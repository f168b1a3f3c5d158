package io.cuantovale.training.network;

import ai.djl.engine.Engine;

/** Starts the PyTorch engine once, with an explicit number of threads and without looking for anything on the net. */
public final class PyTorch {
    private static final String THREADS = "ai.djl.pytorch.num_threads";
    private static final String INTEROP_THREADS = "ai.djl.pytorch.num_interop_threads";

    private PyTorch() {}

    /**
     * The engine. The number of threads is fixed by the first call in a process, as PyTorch allows no other way.
     *
     * @param threads of one operation
     */
    public static synchronized Engine engine(int threads) {
        setUnlessGiven("ai.djl.offline", "true");
        setUnlessGiven(THREADS, Integer.toString(threads));
        setUnlessGiven(INTEROP_THREADS, "1");
        return Engine.getEngine("PyTorch");
    }

    private static void setUnlessGiven(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }
}
