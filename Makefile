.PHONY: run test demo screenshots benchmarks clean

run:            ## make everything ready and open the program on a demo file
	@scripts/setup.sh run
	@scripts/run.sh

test:           ## make everything ready and run all checks and tests
	@scripts/setup.sh test
	@scripts/check.sh

demo:           ## play the demo again, into demo/
	@scripts/setup.sh run
	@.venv/bin/ftd demo demo

screenshots:    ## pictures of every page in both languages, into docs/gambar/
	@scripts/setup.sh run
	@.venv/bin/ftd demo demo
	@scripts/pictures.sh demo docs/gambar

benchmarks:     ## every bar as a ratio to its floor or peer, measured in one run
	@scripts/setup.sh test
	@for file in benchmarks/*.py; do echo; echo "== $$file"; QT_QPA_PLATFORM=offscreen .venv/bin/python $$file; done

clean:
	rm -rf .venv demo build dist
