package io.cuantovale.local.portal.listings;

/**
 * What the portal answers for a photo's address.
 *
 * @param contentType media type sent with it
 * @param bytes the body, not always an image that can be read: some of the sample's are damaged on purpose
 */
@SuppressWarnings("ArrayRecordComponent")
public record Photo(String contentType, byte[] bytes) {}
