package io.cuantovale.inference.serving;

import io.cuantovale.inference.config.InferenceConfig;
import io.cuantovale.inference.serving.batch.BatchSettings;
import io.cuantovale.inference.serving.batch.DecodePool;
import io.cuantovale.inference.serving.model.ModelHost;
import io.cuantovale.inference.serving.model.ModelLoader;
import io.cuantovale.inference.serving.model.OnnxRuntime;
import io.cuantovale.inference.serving.model.PackageFetcher;
import io.cuantovale.inference.serving.model.RuntimeSettings;
import io.cuantovale.kit.json.Json;
import io.cuantovale.photo.PhotoDecoder;
import io.cuantovale.store.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Puts serving together from configuration. */
@Dependent
public class ServingBeans {

    /** Loads OpenCV when the first photo is decoded, on a thread of the pool: beans may be made on an event loop. */
    private static final class Decoder {
        static final PhotoDecoder INSTANCE = new PhotoDecoder();
    }

    @Produces
    @Singleton
    DecodePool decodePool(InferenceConfig config) {
        int threads = config.decodeThreads() == 0 ? processors() : config.decodeThreads();
        return new DecodePool(
                threads,
                (encoded, height, width) ->
                        Decoder.INSTANCE.decode(bytes(encoded), height, width).pixels());
    }

    void close(@Disposes DecodePool pool) {
        pool.close();
    }

    @Produces
    @Singleton
    OnnxRuntime runtime(InferenceConfig config) {
        int threads =
                config.intraOpThreads() == 0 ? Math.max(1, processors() / config.workers()) : config.intraOpThreads();
        return new OnnxRuntime(new RuntimeSettings(
                RuntimeSettings.Wanted.valueOf(config.device().name()), config.cudaDevice(), threads));
    }

    @Produces
    @Singleton
    ModelLoader loader(
            InferenceConfig config,
            ObjectStore store,
            OnnxRuntime runtime,
            DecodePool decodePool,
            MeterRegistry registry) {
        PackageFetcher fetcher = new PackageFetcher(store, workFolder(config), PhotoDecoder.VERSION, Json.mapper());
        BatchSettings batching =
                new BatchSettings(config.maxBatchRows(), config.maxBatchDelay().toNanos(), config.workers());
        return new ModelLoader(fetcher, runtime, decodePool, batching, registry);
    }

    @Produces
    @Singleton
    ModelHost host(ModelLoader loader, MeterRegistry registry) {
        return new ModelHost(loader, registry);
    }

    @Produces
    @Singleton
    InferenceServer server(
            InferenceConfig config, ModelHost host, ModelLoader loader, DecodePool decodePool, MeterRegistry registry) {
        ServerLimits limits = new ServerLimits(
                config.queueRows(),
                config.queueBytes().asLongValue(),
                config.maxRequestRows(),
                config.defaultTimeout().toNanos(),
                Set.copyOf(config.tasks().orElse(List.of())));
        return new InferenceServer(host, loader, decodePool, limits, registry, Json.mapper());
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static byte[] bytes(ByteBuffer encoded) {
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(encoded.position(), bytes);
        return bytes;
    }

    private static Path workFolder(InferenceConfig config) {
        try {
            // A folder of its own for each process: replicas of one machine must not clean up behind each other.
            return config.modelFolder().isPresent()
                    ? Files.createTempDirectory(
                            Files.createDirectories(config.modelFolder().get()), "models-")
                    : Files.createTempDirectory("cuantovale-models-");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cuantovale.inference.model-folder: " + config.modelFolder() + " (expected: a writable folder)", e);
        }
    }
}
