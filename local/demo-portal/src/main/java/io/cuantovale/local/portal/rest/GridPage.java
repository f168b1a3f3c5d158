package io.cuantovale.local.portal.rest;

import io.cuantovale.local.portal.listings.Listing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a grid, as the template shows it.
 *
 * @param heading what is listed
 * @param cards advertisements of this page
 * @param total advertisements on all pages
 * @param page this page's number, from 1
 * @param pages number of pages
 * @param previous address of the page before; null on the first
 * @param next address of the page after; null on the last
 */
public record GridPage(
        String heading,
        List<Listing> cards,
        int total,
        int page,
        int pages,
        @Nullable String previous,
        @Nullable String next) {

    /**
     * Cuts one page.
     *
     * @param heading what is listed
     * @param path address of the grid without parameters
     * @param found all advertisements of the grid
     * @param page page asked for, from 1; beyond the last it is empty
     * @param size advertisements per page
     */
    static GridPage of(String heading, String path, List<Listing> found, int page, int size) {
        int pages = Math.ceilDiv(found.size(), size);
        int from = (int) Math.min((long) (page - 1) * size, found.size());
        List<Listing> cards = found.subList(from, Math.min(from + size, found.size()));
        String previous = page > 1 && page <= pages ? address(path, page - 1) : null;
        String next = page < pages ? address(path, page + 1) : null;
        return new GridPage(heading, cards, found.size(), page, pages, previous, next);
    }

    private static String address(String path, int page) {
        return page == 1 ? path : path + "?pag=" + page;
    }
}
