package io.cuantovale.training.data;

import io.cuantovale.contracts.dataset.DatasetManifest;
import java.nio.file.Path;

/**
 * A dataset version on this machine.
 *
 * @param parquet local copy of {@code data.parquet}
 * @param photos fetches the photos that the rows refer to
 */
public record DatasetFiles(Path parquet, DatasetManifest manifest, PhotoSource photos) {}
