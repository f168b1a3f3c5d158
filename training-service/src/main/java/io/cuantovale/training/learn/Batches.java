package io.cuantovale.training.learn;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.cuantovale.training.data.Augmentation;
import io.cuantovale.training.data.EncodedRows;
import io.cuantovale.training.data.PhotoCache;
import io.cuantovale.training.network.PyTorch;
import io.cuantovale.training.task.TaskSpec;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Cuts rows into batches and fills a network's inputs. Not for several threads. */
final class Batches {
    private final EncodedRows rows;
    private final @Nullable PhotoCache photos;
    private final TaskSpec.@Nullable Feature photo;
    private final int photoBatch;
    private final int factsBatch;
    private final @Nullable ByteBuffer pixels;
    private final int threads;

    /** @param threads of PyTorch for batches with photos */
    Batches(
            EncodedRows rows,
            @Nullable PhotoCache photos,
            TaskSpec.@Nullable Feature photo,
            TaskSpec.Training t,
            int threads) {
        this.threads = threads;
        this.rows = rows;
        this.photos = photos;
        this.photo = photo;
        this.photoBatch = t.batch();
        this.factsBatch = t.factsBatch();
        // One buffer for all steps: a direct buffer per step would wait for the collector.
        this.pixels = photos == null ? null : ByteBuffer.allocateDirect(photoBatch * photos.bytes());
    }

    EncodedRows rows() {
        return rows;
    }

    /** Steps of an epoch over some rows, at most. */
    int stepsPerEpoch(int[] chosen, double photoDropout) {
        long with = Arrays.stream(chosen).filter(r -> rows.photo()[r] != null).count();
        long without = chosen.length - with + Math.round(with * photoDropout);
        return (int) (ceil(with, photoBatch) + ceil(without, factsBatch));
    }

    /** Batches in the rows' own order, each row with its own photo. */
    List<Batch> inOrder(int[] chosen) {
        return inOrder(chosen, rows.photo());
    }

    /** Batches in the rows' own order with other photos, by row. */
    List<Batch> inOrder(int[] chosen, @Nullable String[] photoOf) {
        List<Integer> with = new ArrayList<>();
        List<Integer> without = new ArrayList<>();
        for (int row : chosen) {
            (photos != null && photoOf[row] != null ? with : without).add(row);
        }
        return cut(with, without, photoOf);
    }

    /** Batches of one training epoch: shuffled, some photos taken as missing. */
    List<Batch> shuffled(int[] chosen, double photoDropout, Random random) {
        List<Integer> with = new ArrayList<>();
        List<Integer> without = new ArrayList<>();
        for (int row : chosen) {
            boolean has = photos != null && rows.photo()[row] != null;
            (has && random.nextDouble() >= photoDropout ? with : without).add(row);
        }
        Collections.shuffle(with, random);
        Collections.shuffle(without, random);
        List<Batch> batches = cut(with, without, rows.photo());
        Collections.shuffle(batches, random);
        return batches;
    }

    private List<Batch> cut(List<Integer> with, List<Integer> without, @Nullable String[] photoOf) {
        List<Batch> batches = new ArrayList<>();
        for (int[] part : even(with, photoBatch)) {
            batches.add(new Batch(
                    part,
                    Arrays.stream(part)
                            .mapToObj(r -> Objects.requireNonNull(photoOf[r]))
                            .toArray(String[]::new)));
        }
        for (int[] part : even(without, factsBatch)) {
            batches.add(new Batch(part, new String[0]));
        }
        return batches;
    }

    /** Pieces of nearly equal size, so that no batch norm sees a tiny rest. */
    private static List<int[]> even(List<Integer> all, int atMost) {
        List<int[]> pieces = new ArrayList<>();
        int count = (int) ceil(all.size(), atMost);
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) all.size() * i / count);
            int to = (int) ((long) all.size() * (i + 1) / count);
            pieces.add(
                    all.subList(from, to).stream().mapToInt(Integer::intValue).toArray());
        }
        return pieces;
    }

    /**
     * A network's inputs for the next step; photos vary and some embedded values are hidden where {@code random} is
     * given.
     */
    NDList inputs(Batch batch, NDManager manager, @Nullable RandomGenerator random, boolean augment) {
        PyTorch.useThreads(batch.withPhotos() ? threads : 1);
        int n = batch.rows().length;
        int width = rows.width();
        FloatBuffer dense = FloatBuffer.allocate(n * width);
        for (int row : batch.rows()) {
            dense.put(rows.dense()[row]);
        }
        NDList inputs = new NDList(manager.create(dense.flip(), new Shape(n, width), DataType.FLOAT32));
        for (int e = 0; e < rows.embedded().size(); e++) {
            Double dropout = rows.embedded().get(e).encoding().dropout();
            LongBuffer ids = LongBuffer.allocate(n);
            for (int row : batch.rows()) {
                boolean hidden = random != null && dropout != null && random.nextDouble() < dropout;
                ids.put(hidden ? 0 : rows.ids()[row][e]);
            }
            inputs.add(manager.create(ids.flip(), new Shape(n), DataType.INT64));
        }
        if (batch.withPhotos()) {
            inputs.add(manager.create(
                    pixels(batch, augment ? random : null), new Shape(n, height(), width(), 3), DataType.UINT8));
        }
        return inputs;
    }

    private ByteBuffer pixels(Batch batch, @Nullable RandomGenerator random) {
        ByteBuffer buffer = Objects.requireNonNull(pixels).clear();
        PhotoCache cache = Objects.requireNonNull(photos);
        for (String sha : batch.photos()) {
            byte[] own = cache.pixels(sha);
            buffer.put(random == null ? own : Augmentation.vary(own, height(), width(), random));
        }
        return buffer.flip();
    }

    private int height() {
        return Objects.requireNonNull(Objects.requireNonNull(photo).height());
    }

    private int width() {
        return Objects.requireNonNull(Objects.requireNonNull(photo).width());
    }

    private static long ceil(long all, long atMost) {
        return (all + atMost - 1) / atMost;
    }
}
