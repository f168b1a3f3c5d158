package io.cuantovale.inference.serving.model;

/**
 * How graphs run.
 *
 * @param wanted where graphs should run
 * @param cudaDevice number of the CUDA device, from 0
 * @param intraOpThreads threads of one run of a graph
 */
public record RuntimeSettings(Wanted wanted, int cudaDevice, int intraOpThreads) {

    /** Where graphs should run. */
    public enum Wanted {
        /** On CUDA where it is there, else on the CPU. */
        AUTO,
        CPU,
        /** As {@link #AUTO}, but a fall-back to the CPU is logged as a warning. */
        CUDA
    }
}
