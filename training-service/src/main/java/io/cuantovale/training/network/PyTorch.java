package io.cuantovale.training.network;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/** Starts the PyTorch engine once, with an explicit number of threads and without looking for anything on the net. */
public final class PyTorch {
    private static final String THREADS = "ai.djl.pytorch.num_threads";
    private static final String INTEROP_THREADS = "ai.djl.pytorch.num_interop_threads";

    private PyTorch() {}

    /**
     * The engine. The first call in a process loads PyTorch.
     *
     * @param threads of one operation, until {@link #useThreads} says otherwise
     */
    public static synchronized Engine engine(int threads) {
        setUnlessGiven("ai.djl.offline", "true");
        setUnlessGiven(THREADS, Integer.toString(threads));
        setUnlessGiven(INTEROP_THREADS, "1");
        return Engine.getEngine("PyTorch");
    }

    /**
     * Changes the number of threads of the operations that follow. Matrices of a few facts are slower on several threads
     * than on one, by far when other processes want the cores too.
     */
    public static void useThreads(int threads) {
        JniUtils.setNumThreads(threads);
    }

    private static void setUnlessGiven(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }
}
